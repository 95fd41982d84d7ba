/** A heading in the run of show, and what can be done with it. */
import { ArrowDown, ArrowUp, Ellipsis, Pencil, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '#/components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '#/components/ui/dropdown-menu.tsx';
import * as m from '#/paraglide/messages.js';
import { renamed, type Show, sectionMoved } from './host-arrange.ts';
import { SectionDialog } from './host-section-dialog.tsx';

export interface SectionHeadingProps {
  /** `null`: what follows stands below no heading. */
  readonly name: string | null;
  readonly firstId: string;
  readonly show: Show;
  readonly onArrange: ((next: Show) => void) | undefined;
}

export function SectionHeading({ name, firstId, show, onArrange }: SectionHeadingProps) {
  const [isNaming, setIsNaming] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  if (name === null) return <li aria-hidden="true" className="mx-3 my-2 border-t border-border" />;
  const up = sectionMoved(show, firstId, -1);
  const down = sectionMoved(show, firstId, 1);
  return (
    <li className="flex min-h-9 items-center gap-2 px-3 pt-2.5 pb-0.5">
      <h3
        dir="auto"
        className="min-w-0 flex-1 text-label leading-4.5 font-[620] text-muted-foreground wrap-words"
      >
        {name}
      </h3>
      {onArrange !== undefined && (
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button ref={opener} variant="quiet" size="icon-sm" aria-label={m.host_section_more({ name })}>
              <Ellipsis aria-hidden="true" />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            <DropdownMenuItem onSelect={() => setIsNaming(true)}>
              <Pencil aria-hidden="true" />
              {m.host_section_rename()}
            </DropdownMenuItem>
            <DropdownMenuItem disabled={up === null} onSelect={() => up && onArrange(up)}>
              <ArrowUp aria-hidden="true" />
              {m.host_section_up()}
            </DropdownMenuItem>
            <DropdownMenuItem disabled={down === null} onSelect={() => down && onArrange(down)}>
              <ArrowDown aria-hidden="true" />
              {m.host_section_down()}
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={() => onArrange(renamed(show, firstId, null))}>
              <X aria-hidden="true" />
              {m.host_section_remove()}
            </DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
      )}
      {onArrange !== undefined && (
        <SectionDialog
          title={m.host_section_rename()}
          name={name}
          isOpen={isNaming}
          onOpenChange={setIsNaming}
          opener={opener}
          onName={(next) => onArrange(renamed(show, firstId, next))}
        />
      )}
    </li>
  );
}
