/** Small things this browser remembers, as JSON in local storage. */

export function recall<T>(key: string, fallback: T): T {
  try {
    const text = localStorage.getItem(`formwork.${key}`);
    return text === null ? fallback : (JSON.parse(text) as T);
  } catch {
    return fallback;
  }
}

export function remember(key: string, value: unknown) {
  try {
    localStorage.setItem(`formwork.${key}`, JSON.stringify(value));
  } catch {
    // Storage may be full or forbidden: what was to be remembered is a convenience only.
  }
}
