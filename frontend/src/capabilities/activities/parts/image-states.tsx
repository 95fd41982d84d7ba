/** What stands beside a picture in the editor: its description, how far it has come, why it was refused. */
import type { ImageRef } from '@plenum/protocol';
import { CircleAlert, Clock3, ImageOff, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Rich } from '#/components/rich.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Input } from '#/components/ui/input.tsx';
import { Label } from '#/components/ui/label.tsx';
import { cn } from '#/lib/cn.ts';
import { formatDuration, formatPercent } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { IMAGE_ACCEPT, megabytes, type Upload } from './image-uploads.tsx';
import { ImageView } from './image-view.tsx';

const ALT_MAX = 200;

/** The picture itself, or how far it has come. */
export function ImageThumb({
  image,
  upload,
  className,
}: {
  image: ImageRef | null;
  upload: Upload | undefined;
  className?: string;
}) {
  const shape = cn('grid place-items-center rounded-sm bg-muted text-sm font-semibold', className);
  if (upload?.is === 'sending') {
    const percent = Math.floor((100 * upload.sentBytes) / Math.max(1, upload.totalBytes));
    return <span className={shape}>{formatPercent(percent, upload.sentBytes)}</span>;
  }
  if (upload?.is === 'refused') {
    return (
      <span className={shape}>
        <ImageOff aria-hidden="true" className="size-5 text-destructive" />
      </span>
    );
  }
  if (upload?.is === 'waiting') {
    return (
      <span className={shape}>
        <Clock3 aria-hidden="true" className="size-5 text-warning" />
      </span>
    );
  }
  return image === null ? null : (
    <ImageView image={image} isDecoration className={cn('rounded-sm', className)} />
  );
}

/** Under it: on its way, waiting or refused. */
export function UploadLine({
  upload,
  onStop,
  onChoose,
}: {
  upload: Upload;
  onStop: () => void;
  onChoose: (files: File[]) => void;
}) {
  if (upload.is === 'refused') {
    return (
      <Line icon={<CircleAlert aria-hidden="true" className="text-destructive" />}>
        <span className="font-[520] text-destructive">{upload.reason}</span>
        <span className="flex flex-wrap gap-x-3">
          <ChooseFiles onChoose={onChoose}>{m.host_image_replace()}</ChooseFiles>
          <Button variant="link" size="sm" className="px-0" onClick={onStop}>
            {m.host_image_dismiss()}
          </Button>
        </span>
      </Line>
    );
  }
  const cancel = (
    <Button variant="link" size="sm" className="px-0" onClick={onStop}>
      {m.host_image_cancel()}
    </Button>
  );
  if (upload.is === 'waiting') {
    return (
      <Line icon={<Clock3 aria-hidden="true" className="text-warning" />}>
        <span className="text-warning">
          {upload.isOffline ? m.host_image_waiting() : m.host_image_again()}
        </span>
        {cancel}
      </Line>
    );
  }
  const { sentBytes, totalBytes, leftMs, fileName } = upload;
  const size = { sent: megabytes(sentBytes), total: megabytes(totalBytes) };
  return (
    <div className="mt-1.5">
      <div
        role="progressbar"
        aria-label={fileName}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor((100 * sentBytes) / Math.max(1, totalBytes))}
        className="h-2 overflow-hidden rounded-[4px] bg-track"
      >
        <div
          className="h-full rounded-[4px] bg-primary transition-[width] duration-300"
          style={{ width: `${(100 * sentBytes) / Math.max(1, totalBytes)}%` }}
        />
      </div>
      <Line>
        <span className="text-muted-foreground">
          {sentBytes >= totalBytes
            ? m.host_image_preparing()
            : leftMs === null
              ? m.host_image_sending(size)
              : m.host_image_sending_left({ ...size, time: formatDuration(leftMs) })}
        </span>
        {cancel}
      </Line>
    </div>
  );
}

/** @param name  Of the option or the file, for the button's name. */
export function AltField({
  image,
  name,
  onChange,
  isReadOnly = false,
}: {
  image: ImageRef;
  name: string;
  onChange: (image: ImageRef) => void;
  isReadOnly?: boolean;
}) {
  const id = useId();
  const [isWriting, setIsWriting] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isWriting) field.current?.focus();
  }, [isWriting]);
  const finish = () => {
    setIsWriting(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const { alt = '' } = image;
  if (isWriting) {
    return (
      <div className="mt-2">
        <Label htmlFor={id} className="mb-1 text-label">
          {m.host_image_alt()}
        </Label>
        <Input
          ref={field}
          id={id}
          dir="auto"
          autoComplete="off"
          maxLength={ALT_MAX}
          data-slot="image-alt"
          value={alt}
          onChange={(event) => onChange(withAlt(image, event.target.value))}
          onBlur={(event) => {
            onChange(withAlt(image, event.target.value.trim()));
            setIsWriting(false);
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
            event.preventDefault();
            event.stopPropagation();
            finish();
          }}
        />
      </div>
    );
  }
  const edit = !isReadOnly && (
    <Button
      ref={opener}
      variant="link"
      size="sm"
      className="px-0"
      aria-label={`${alt === '' ? m.host_image_describe() : m.host_image_describe_edit()}: ${m.host_image_describe_of({ name })}`}
      onClick={() => setIsWriting(true)}
    >
      {alt === '' ? m.host_image_describe() : m.host_image_describe_edit()}
    </Button>
  );
  return alt === '' ? (
    <Line icon={<TriangleAlert aria-hidden="true" className="text-warning" />}>
      <span className="text-warning">{m.host_image_alt_missing()}</span>
      {edit}
    </Line>
  ) : (
    <Line>
      <span
        dir="auto"
        className="min-w-0 flex-1 basis-40 text-muted-foreground wrap-words [&_b]:font-normal [&_b]:text-foreground"
      >
        <Rich parts={m.host_image_alt_is.parts({ alt })} />
      </span>
      {edit}
    </Line>
  );
}

function withAlt({ alt: _, ...image }: ImageRef, alt: string): ImageRef {
  return alt === '' ? image : { ...image, alt };
}

/** The browser's own way to choose a file, as a link of ours. */
export function ChooseFiles({
  onChoose,
  maySeveral = false,
  label,
  children,
  className = 'rounded-sm text-primary underline-offset-4 hover:underline',
}: {
  onChoose: (files: File[]) => void;
  maySeveral?: boolean;
  label?: string;
  children: ReactNode;
  className?: string;
}) {
  return (
    <label
      className={cn(
        'relative inline-flex min-h-8 items-center text-sm font-[560] has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring pointer-coarse:min-h-11',
        className,
      )}
    >
      <input
        type="file"
        accept={IMAGE_ACCEPT}
        multiple={maySeveral}
        aria-label={label}
        className="absolute inset-0 size-full cursor-pointer opacity-0 file:cursor-pointer"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file again is a change again.
          event.target.value = '';
          if (files.length > 0) onChoose(files);
        }}
      />
      {children}
    </label>
  );
}

function Line({ icon, children }: { icon?: ReactNode; children: ReactNode }) {
  return (
    <div className="mt-1 flex items-start gap-2 text-sm [&>svg]:mt-1.75 [&>svg]:size-4.5 [&>svg]:shrink-0">
      {icon}
      <div className="flex min-h-8 min-w-0 flex-1 flex-wrap items-center justify-between gap-x-3">
        {children}
      </div>
    </div>
  );
}
