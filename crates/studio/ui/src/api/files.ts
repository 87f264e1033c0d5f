/** Uploading files; the answer is what a file field keeps. */
import { currentLanguage } from '../i18n';
import type { StoredFile } from '../model/field';
import { refusal } from './client';
import { throughSession } from './gate';

export async function uploadFile(file: File): Promise<StoredFile> {
  const request = {
    method: 'POST',
    headers: {
      'Accept-Language': currentLanguage(),
      'X-Formwork': '1',
      'Content-Type': file.type || 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    },
    body: file,
  };
  const response = await throughSession('/api/v1/files', () => fetch('/api/v1/files', request));
  if (!response.ok) throw await refusal(response);
  return response.json();
}

export const fileAddress = (id: string) => `/api/v1/files/${encodeURIComponent(id)}`;
