/** Pictures of options in the editor: one picture, one option. What stands in each row, and where several are let go. */
import { ImagePlus, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Rich } from '#/components/rich.tsx';
import { Button } from '#/components/ui/button.tsx';
import * as m from '#/paraglide/messages.js';
import type { Locked } from '../kinds/kind.ts';
import { type DraftOption, OPTION_MAX, optionId } from './host-option-drafts.ts';
import { DropZone, PrivateNote, usePastedImages } from './image-field.tsx';
import { AltField, ChooseFiles, ImageThumb, UploadLine } from './image-states.tsx';
import { type Uploads, useUploads } from './image-uploads.tsx';
import { haveImages, optionKey } from './options.ts';

export interface OptionImagesProps {
  readonly options: readonly DraftOption[];
  readonly onChange: (options: readonly DraftOption[]) => void;
  readonly locked: Locked;
  readonly max: number;
}

export interface OptionImages {
  /** At the heading's end: shows and hides what has no picture yet. `null` where nothing can be switched. */
  readonly toggle: ReactNode;
  /** Before the words of an option. */
  before(option: DraftOption, index: number): ReactNode;
  /** Under them. */
  below(option: DraftOption): ReactNode;
  /** Under all options. */
  readonly zone: ReactNode;
}

export function useOptionImages({ options, onChange, locked, max }: OptionImagesProps): OptionImages {
  const uploads = useUploads((id, image) =>
    onChange(options.map((option) => (option.id === id ? { ...option, image } : option))),
  );
  const [isAsked, setIsAsked] = useState(false);
  const has = haveImages(options);
  const isShown = isAsked || has || options.some(({ id }) => uploads.of(id) !== undefined);
  const mayChange = locked === 'no';

  const takeAll = (files: File[]) => {
    const { options: next, files: each } = withFiles(options, files, uploads, max);
    if (next !== options) onChange(next);
    for (const [id, file] of each) uploads.start(id, file);
  };
  usePastedImages(isShown && mayChange ? takeAll : null);

  return {
    toggle: mayChange && !has && (
      <Button
        variant={isShown ? 'secondary' : 'quiet'}
        size="sm"
        aria-pressed={isShown}
        onClick={() => setIsAsked(!isShown)}
      >
        <ImagePlus aria-hidden="true" />
        {m.host_images_toggle()}
      </Button>
    ),
    before(option, index) {
      if (!isShown) return null;
      const letter = optionKey(index);
      const upload = uploads.of(option.id);
      const thumb = (
        <ImageThumb image={option.image ?? null} upload={upload} className="h-11 w-16 sm:h-13 sm:w-18" />
      );
      const isEmpty = option.image === undefined && upload === undefined;
      if (!mayChange) return <span className="w-16 shrink-0 sm:w-18">{!isEmpty && thumb}</span>;
      return (
        <DropZone isBare onFiles={([file]) => file !== undefined && uploads.start(option.id, file)}>
          <span className="relative block shrink-0">
            {isEmpty ? (
              <ChooseFiles
                label={m.host_image_add_for({ letter })}
                onChoose={([file]) => file !== undefined && uploads.start(option.id, file)}
                className="grid h-11 w-16 place-items-center rounded-sm border border-dashed border-input text-muted-foreground hover:bg-secondary sm:h-13 sm:w-18"
              >
                <ImagePlus aria-hidden="true" className="size-5" />
              </ChooseFiles>
            ) : (
              thumb
            )}
            {option.image !== undefined && upload === undefined && (
              <Button
                variant="outline"
                size="icon-sm"
                aria-label={m.host_image_remove_for({ letter })}
                className="absolute -end-2 -top-2 size-6 rounded-full pointer-coarse:-end-3 pointer-coarse:-top-3 pointer-coarse:size-11"
                onClick={() =>
                  onChange(options.map((one) => (one.id === option.id ? withoutImage(one) : one)))
                }
              >
                <X aria-hidden="true" />
              </Button>
            )}
          </span>
        </DropZone>
      );
    },
    below(option) {
      const upload = uploads.of(option.id);
      if (upload !== undefined) {
        return (
          <UploadLine
            upload={upload}
            onStop={() => uploads.stop(option.id)}
            onChoose={([file]) => file !== undefined && uploads.start(option.id, file)}
          />
        );
      }
      return (
        option.image !== undefined && (
          <AltField
            image={option.image}
            name={option.label}
            isReadOnly={locked === 'closed'}
            onChange={(image) =>
              onChange(options.map((one) => (one.id === option.id ? { ...one, image } : one)))
            }
          />
        )
      );
    },
    zone: isShown && mayChange && (
      <div className="mt-3 grid gap-3">
        <DropZone onFiles={takeAll}>
          <span>
            <Rich parts={m.host_image_drop_many.parts()} />
          </span>
          <ChooseFiles maySeveral onChoose={takeAll}>
            {m.host_image_choose_many()}
          </ChooseFiles>
          <span className="text-muted-foreground">
            {m.host_image_one_each()} {m.host_image_types_each()}
          </span>
        </DropZone>
        <PrivateNote />
      </div>
    ),
  };
}

/**
 * Each file its option: the first ones without a picture, then new ones. An option without words is named like its file.
 * Pure.
 */
export function withFiles<One extends Pick<File, 'name'>>(
  options: readonly DraftOption[],
  files: readonly One[],
  uploads: Pick<Uploads, 'of'>,
  max: number,
): { options: readonly DraftOption[]; files: readonly (readonly [id: string, file: One])[] } {
  let next = options;
  const each: (readonly [string, One])[] = [];
  for (const file of files) {
    const free = next.find(
      ({ id, image }) =>
        image === undefined && uploads.of(id) === undefined && !each.some(([one]) => one === id),
    );
    if (free === undefined && next.length >= max) break;
    const target = free ?? { id: optionId(), label: '' };
    const named = target.label.trim() === '' ? { ...target, label: nameOf(file.name) } : target;
    next =
      free === undefined ? [...next, named] : next.map((option) => (option.id === free.id ? named : option));
    each.push([target.id, file]);
  }
  return { options: next, files: each };
}

function nameOf(fileName: string): string {
  return fileName.replace(/\.\w{2,5}$/, '').slice(0, OPTION_MAX);
}

function withoutImage({ image: _, ...option }: DraftOption): DraftOption {
  return option;
}
