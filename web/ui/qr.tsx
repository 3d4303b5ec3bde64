import { useMemo } from 'preact/hooks';
import { qrCode } from './qrCode.ts';

/** Light modules around a code, without which readers do not find it. */
const QUIET = 4;

/** A text as a QR code, black on white whatever the theme. */
export function Qr({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const rows = qrCode(text);
    return {
      size: rows.length + QUIET * 2,
      path: rows
        .map((row, y) => row.map((isDark, x) => (isDark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : '')).join(''))
        .join(''),
    };
  }, [text]);
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
