/** The keys of the control room, and the switch that turns them off. */
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from '#/components/ui/dialog.tsx';
import { Kbd } from '#/components/ui/kbd.tsx';
import { Switch } from '#/components/ui/switch.tsx';
import { setShortcuts, useShortcutsAreOn } from '#/lib/shortcuts.ts';
import * as m from '#/paraglide/messages.js';

const KEYS: readonly [keys: readonly string[], does: () => string][] = [
  [['O'], m.host_key_open],
  [['C'], m.host_key_close],
  [['T'], m.host_key_close_soon],
  [['R'], m.host_key_reveal],
  [['H'], m.host_key_hide],
  [['N'], m.host_key_next_act],
  [['↑', '↓', 'Enter'], m.host_key_choose],
  [['Alt', '↑', '↓'], m.host_key_move],
  [['E'], m.host_key_edit],
  [['+'], m.host_key_add],
  [['S'], m.host_key_screen],
  [['?'], m.host_key_help],
];

export function ShortcutsDialog({
  isOpen,
  onOpenChange,
}: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) {
  const areOn = useShortcutsAreOn();
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{m.host_shortcuts()}</DialogTitle>
          <DialogDescription>{m.host_shortcuts_text()}</DialogDescription>
        </DialogHeader>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-2 text-sm">
          {KEYS.map(([keys, does]) => (
            <div key={keys.join()} className="contents">
              <dt className="flex gap-1">
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dt>
              <dd>{does()}</dd>
            </div>
          ))}
        </dl>
        <label
          htmlFor="shortcuts-on"
          className="mt-6 flex min-h-11 items-center justify-between gap-4 border-t border-border pt-4 text-[0.9375rem] font-[560]"
        >
          {m.host_shortcuts_use()}
          <Switch id="shortcuts-on" checked={areOn} onCheckedChange={setShortcuts} />
        </label>
      </DialogContent>
    </Dialog>
  );
}
