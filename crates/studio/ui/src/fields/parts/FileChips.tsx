/** Stored files as links, images with a small picture. */
import { PaperClipOutlined } from '@ant-design/icons';
import { use } from 'react';
import { fileAddress } from '../../api/files';
import { formatSize } from '../../lib/format';
import type { StoredFile } from '../../model/field';
import { PlainContext } from './plain';

export function FileChips({ files }: { files: readonly StoredFile[] }) {
  if (use(PlainContext)) return <>{files.map(({ name }) => name).join(', ')}</>;
  return (
    <span className="files">
      {files.map((file) => (
        <a key={file.id} href={fileAddress(file.id)} download={file.name} onClick={(event) => event.stopPropagation()}>
          <PaperClipOutlined aria-hidden /> {file.name} <small className="mute">{formatSize(file.size)}</small>
        </a>
      ))}
    </span>
  );
}

export function Pictures({ files, edge }: { files: readonly StoredFile[]; edge: number }) {
  if (use(PlainContext)) return <>{files.map(({ name }) => name).join(', ')}</>;
  return (
    <span className="files">
      {files.map((file) => (
        <a
          key={file.id}
          href={fileAddress(file.id)}
          target="_blank"
          rel="noreferrer"
          onClick={(event) => event.stopPropagation()}
        >
          <img src={fileAddress(file.id)} alt={file.name} width={edge} height={edge} loading="lazy" />
        </a>
      ))}
    </span>
  );
}
