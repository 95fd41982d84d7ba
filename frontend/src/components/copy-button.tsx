/** Copies a text. Says "Copied" in the button for 2 s, and in the polite region. */
import { Check, Copy } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import * as m from '#/paraglide/messages.js';
import { announce } from './live-regions.tsx';
import { Button, type ButtonProps } from './ui/button.tsx';

const SHOWN_MS = 2_000;

export function CopyButton({
  text,
  children,
  ...props
}: { text: string; children: ReactNode } & Omit<ButtonProps, 'onClick'>) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    if (!(await copyText(text))) return;
    setIsCopied(true);
    announce(m.host_copied());
  };
  return (
    <Button onClick={() => void copy()} {...props}>
      {isCopied ? m.host_copied() : children}
      {isCopied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
    </Button>
  );
}

/** Also on `http://192.168.…`, where browsers withhold the clipboard. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.style.cssText = 'position:fixed;opacity:0';
    document.body.append(field);
    field.select();
    const isCopied = document.execCommand('copy');
    field.remove();
    return isCopied;
  }
}
