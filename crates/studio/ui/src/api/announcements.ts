/** What administrators tell everybody, and what people tell them. */
import { queryOptions } from '@tanstack/react-query';
import { call } from './call';

export interface Announcement {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly at: string;
  readonly by?: string | null;
  /** Shown until then; for ever without. */
  readonly until?: string | null;
}
export type AnnouncementDraft = Pick<Announcement, 'title' | 'text' | 'until'>;

export const announcementsQuery = queryOptions({
  queryKey: ['announcements'],
  queryFn: async () => (await call<{ items: readonly Announcement[] }>('GET', 'announcements')).items,
  staleTime: 300_000,
});

export const announce = (draft: AnnouncementDraft) => call<Announcement>('POST', 'announcements', draft);
export const changeAnnouncement = (id: string, draft: AnnouncementDraft) =>
  call<Announcement>('PATCH', `announcements/${id}`, draft);
export const withdrawAnnouncement = (id: string) => call<void>('DELETE', `announcements/${id}`);

export interface Feedback {
  readonly id: string;
  readonly at: string;
  readonly by?: string | null;
  readonly text: string;
  readonly page?: string | null;
}

export const sendFeedback = (text: string, page: string) => call<void>('POST', 'feedback', { text, page });

export const feedbackQuery = queryOptions({
  queryKey: ['feedback'],
  queryFn: async () => (await call<{ items: readonly Feedback[] }>('GET', 'feedback')).items,
});
