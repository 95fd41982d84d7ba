/** Several activities at once: ready-made sets, a list, a spreadsheet. */
import { ClipboardPaste, FileSpreadsheet, LayoutGrid, LayoutTemplate } from 'lucide-react';
import { Button } from '#/components/ui/button.tsx';
import { counted } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';

export interface OtherStartsProps {
  readonly onOther: (other: 'import' | 'templates') => void;
  /** Where only the first few kinds stand above: to all of them. */
  readonly all?: { count: number; onShow: () => void };
}

export function OtherStarts({ onOther, all }: OtherStartsProps) {
  return (
    <div className="mt-5 flex flex-wrap gap-2.5">
      {all !== undefined && (
        <Button onClick={all.onShow}>
          <LayoutGrid aria-hidden="true" />
          {m.host_all_kinds(counted(all.count))}
        </Button>
      )}
      <Button onClick={() => onOther('templates')}>
        <LayoutTemplate aria-hidden="true" />
        {m.host_templates()}
      </Button>
      <Button onClick={() => onOther('import')}>
        <ClipboardPaste aria-hidden="true" />
        {m.host_paste_activities()}
      </Button>
      <Button onClick={() => onOther('import')}>
        <FileSpreadsheet aria-hidden="true" />
        {m.host_import_file()}
      </Button>
    </div>
  );
}
