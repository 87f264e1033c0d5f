/** Formatted text: HTML, sanitised again before it is shown. */
import { lazy, Suspense } from 'react';
import type { Reader } from '../kind';

const SafeHtml = lazy(() => import('./SafeHtml'));

/** The words of an HTML text, for one line. */
function plain(html: string): string {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '';
}

export const reader: Reader<'rich_text'> = {
  Cell: ({ value }) => <span className="ellipsis">{plain(value)}</span>,
  Read: ({ value }) => (
    <Suspense fallback={plain(value)}>
      <SafeHtml html={value} />
    </Suspense>
  ),
  width: 240,
  sortable: false,
  family: 'none',
  wide: true,
};
