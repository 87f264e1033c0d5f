/** Comments on a record: reading, writing, changing and taking back one's own. */
import { infiniteQueryOptions } from '@tanstack/react-query';
import { currentLanguage } from '../i18n';
import type { StoredFile } from '../model/field';
import { refusal } from './client';
import { throughSession } from './gate';
import type { Place } from './records';

export interface Comment {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly text: string;
  readonly mentions: readonly string[];
  readonly files: readonly StoredFile[];
  readonly edited_at?: string | null;
}
export interface CommentPage {
  readonly items: readonly Comment[];
  readonly next_cursor?: string | null;
}
export interface NewComment {
  readonly text: string;
  readonly mentions?: readonly string[];
  readonly files?: readonly string[];
}

const address = ({ app, form }: Place, record: string, comment?: string) =>
  ['/api/v1/data', app, form, record, 'comments', ...(comment ? [comment] : [])].join('/');

async function ask(method: string, to: string, body?: object): Promise<Response> {
  const send = () =>
    fetch(to, {
      method,
      headers: {
        'Accept-Language': currentLanguage(),
        'X-Formwork': '1',
        ...(body ? { 'Content-Type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const response = await throughSession(to, send);
  if (!response.ok) throw await refusal(response);
  return response;
}

export const commentsQuery = (place: Place, record: string) =>
  infiniteQueryOptions({
    queryKey: ['comments', place.app, place.form, record],
    queryFn: async ({ pageParam }): Promise<CommentPage> => {
      const cursor = pageParam === null ? '' : `?cursor=${encodeURIComponent(pageParam)}`;
      return (await ask('GET', address(place, record) + cursor)).json();
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

export async function addComment(place: Place, record: string, comment: NewComment): Promise<Comment> {
  return (await ask('POST', address(place, record), comment)).json();
}

export async function changeComment(place: Place, record: string, id: string, text: string): Promise<Comment> {
  return (await ask('PATCH', address(place, record, id), { text })).json();
}

export async function deleteComment(place: Place, record: string, id: string): Promise<void> {
  await ask('DELETE', address(place, record, id));
}
