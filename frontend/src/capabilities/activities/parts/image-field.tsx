/** One picture in a form: dropped, pasted or chosen; then with its description. */
import type { ImageRef } from '@plenum/protocol';
import { ImagePlus, ShieldCheck, X } from 'lucide-react';
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Rich } from '#/components/rich.tsx';
import { Button } from '#/components/ui/button.tsx';
import { cn } from '#/lib/cn.ts';
import * as m from '#/paraglide/messages.js';
import { AltField, ChooseFiles, ImageThumb, UploadLine } from './image-states.tsx';
import { useUploads } from './image-uploads.tsx';

export interface ImageFieldProps {
  readonly image: ImageRef | null;
  readonly onChange: (image: ImageRef | null) => void;
  readonly label: string;
  /** The wording may still change: the description is wording. */
  readonly isFixed?: boolean;
  /** Nothing changes any more. */
  readonly isReadOnly?: boolean;
}

const KEY = 'image';

export function ImageField({ image, onChange, label, isFixed = false, isReadOnly = false }: ImageFieldProps) {
  const uploads = useUploads((_, ready) => onChange(ready));
  const upload = uploads.of(KEY);
  const take = (files: File[]) => files[0] !== undefined && uploads.start(KEY, files[0]);
  const mayChange = !isFixed && !isReadOnly;
  usePastedImages(mayChange ? take : null);

  return (
    <fieldset className="min-w-0">
      <div className="mb-1.5 flex flex-wrap items-center justify-between gap-x-3">
        <legend className="float-start text-sm font-[560]">{label}</legend>
        {mayChange && (
          <span className="text-label font-normal text-muted-foreground">{m.host_image_types()}</span>
        )}
      </div>
      {image === null && upload === undefined ? (
        mayChange && (
          <DropZone onFiles={take}>
            <span>
              <Rich parts={m.host_image_drop.parts()} />
            </span>
            <ChooseFiles onChoose={take}>{m.host_image_choose()}</ChooseFiles>
          </DropZone>
        )
      ) : (
        <DropZone onFiles={mayChange ? take : null} isBare>
          <div className="flex items-start gap-3">
            <ImageThumb image={image} upload={upload} className="h-20 w-28 shrink-0" />
            <div className="min-w-0 flex-1">
              {upload !== undefined ? (
                <>
                  <p dir="auto" className="truncate text-sm">
                    {upload.fileName}
                  </p>
                  <UploadLine upload={upload} onStop={() => uploads.stop(KEY)} onChoose={take} />
                </>
              ) : (
                image !== null && (
                  <>
                    <AltField image={image} name={label} onChange={onChange} isReadOnly={isReadOnly} />
                    {mayChange && (
                      <p className="mt-0.5">
                        <ChooseFiles onChoose={take}>{m.host_image_replace()}</ChooseFiles>
                      </p>
                    )}
                  </>
                )
              )}
            </div>
            {image !== null && upload === undefined && mayChange && (
              <Button
                variant="quiet"
                size="icon-sm"
                aria-label={m.host_image_remove()}
                onClick={() => onChange(null)}
              >
                <X aria-hidden="true" />
              </Button>
            )}
          </div>
        </DropZone>
      )}
    </fieldset>
  );
}

/** Where files can be let go. @param isBare  Around something that stands there already: shows itself only under a file. */
export function DropZone({
  onFiles,
  isBare = false,
  children,
}: {
  onFiles: ((files: File[]) => void) | null;
  isBare?: boolean;
  children: ReactNode;
}) {
  const [isOver, setIsOver] = useState(false);
  const over = (event: DragEvent) => {
    if (onFiles === null || !event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setIsOver(true);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the link inside does the same.
    <div
      onDragEnter={over}
      onDragOver={over}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        setIsOver(false);
        const files = [...event.dataTransfer.files];
        if (onFiles === null || files.length === 0) return;
        event.preventDefault();
        onFiles(files);
      }}
      className={cn(
        isBare
          ? isOver && 'rounded-lg outline-2 outline-offset-4 outline-primary outline-dashed'
          : 'flex min-h-14 flex-wrap items-center gap-x-2 gap-y-1 rounded-lg border border-dashed border-input px-4 py-2 text-sm [&_b]:font-[620]',
        !isBare && isOver && 'border-primary bg-accent',
      )}
    >
      {!isBare && <ImagePlus aria-hidden="true" className="me-1 size-5 shrink-0 text-muted-foreground" />}
      {children}
    </div>
  );
}

export function PrivateNote() {
  return (
    <p className="flex gap-2.5 rounded-[12px] bg-muted px-3.5 py-3 text-sm">
      <ShieldCheck className="mt-px size-4.5 shrink-0 text-muted-foreground" aria-hidden="true" />
      <span>{m.host_image_private()}</span>
    </p>
  );
}

/**
 * Pictures pasted anywhere on the page. Of several fields the first one that stands there takes them.
 *
 * @param onFiles  `null`: not now.
 */
export function usePastedImages(onFiles: ((files: File[]) => void) | null): void {
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
      if (files.length === 0 || latest.current === null || event.defaultPrevented) return;
      event.preventDefault();
      latest.current(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, []);
}
