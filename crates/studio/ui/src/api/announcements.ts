/** What administrators tell everybody, and what people tell them. */
import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client';
import type { components } from './schema';

export type Announcement = components['schemas']['AnnouncementView'];
export type AnnouncementDraft = components['schemas']['NewAnnouncement'];
export type Feedback = components['schemas']['FeedbackView'];

export const announcementsQuery = queryOptions({
  queryKey: ['announcements'],
  queryFn: async () => (await answer(api.GET('/announcements'))).items,
  staleTime: 300_000,
});

export const announce = (draft: AnnouncementDraft) => answer(api.POST('/announcements', { body: draft }));
export const changeAnnouncement = (id: string, draft: AnnouncementDraft) =>
  answer(api.PATCH('/announcements/{id}', { params: { path: { id } }, body: draft }));
export const withdrawAnnouncement = (id: string) => api.DELETE('/announcements/{id}', { params: { path: { id } } });

export const sendFeedback = (text: string, page: string) => api.POST('/feedback', { body: { text, page } });

export const feedbackQuery = queryOptions({
  queryKey: ['feedback'],
  queryFn: async () => (await answer(api.GET('/feedback'))).items,
});
