/** A QR code as one SVG path: always dark on white, in both themes, with the 4 modules of quiet zone scanners need. */
import { useMemo } from 'react';
import { encode } from 'uqr';
import { cn } from '#/lib/cn.ts';

export function QrCode({
  text,
  label,
  className,
}: {
  text: string /** For assistive technology. */;
  label: string;
  className?: string;
}) {
  const { size, path } = useMemo(() => {
    const { data } = encode(text, { ecc: 'M', border: 4 });
    const squares = data.flatMap((row, y) =>
      row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])),
    );
    return { size: data.length, path: squares.join('') };
  }, [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={cn('block rounded-md bg-white', className)}
    >
      <path d={path} fill="#0f1224" />
    </svg>
  );
}
