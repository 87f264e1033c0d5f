/** The mark: two mould panels around a cast square. */
export function Mark({ size = 28, plain = false }: { size?: number; plain?: boolean }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill={plain ? 'rgb(255 255 255 / .16)' : 'var(--mark)'} />
      <path d="M9 21.500V9h12.500" stroke="#fff" strokeWidth="2.800" />
      <path d="M23 10.500V23H10.500" stroke="#fff" strokeWidth="2.800" strokeOpacity=".55" />
      <rect x="13" y="13" width="6" height="6" rx="1.2" fill="#fff" />
    </svg>
  );
}
