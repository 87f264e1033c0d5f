/** Comments on a record: reading, writing, changing and taking back one's own. */
import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, api } from './client';
import type { Place } from './records';
import type { components } from './schema';

export type Comment = components['schemas']['CommentView'];
export type NewComment = components['schemas']['NewComment'];

const commentsPath = '/data/{app}/{form}/{id}/comments';
const commentPath = '/data/{app}/{form}/{id}/comments/{comment}';

export const commentsQuery = ({ app, form }: Place, record: string) =>
  infiniteQueryOptions({
    queryKey: ['comments', app, form, record],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET(commentsPath, {
          params: { path: { app, form, id: record }, query: pageParam === null ? {} : { cursor: pageParam } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

export const addComment = ({ app, form }: Place, record: string, comment: NewComment) =>
  answer(api.POST(commentsPath, { params: { path: { app, form, id: record } }, body: comment }));

export const changeComment = ({ app, form }: Place, record: string, comment: string, text: string) =>
  answer(api.PATCH(commentPath, { params: { path: { app, form, id: record, comment } }, body: { text } }));

export const deleteComment = ({ app, form }: Place, record: string, comment: string) =>
  api.DELETE(commentPath, { params: { path: { app, form, id: record, comment } } });
