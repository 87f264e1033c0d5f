/** Uploading files, by choosing or dropping them; what was refused says why. */
import { DeleteOutlined, InboxOutlined } from '@ant-design/icons';
import { Button, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentence } from '../../api/errors';
import { uploadFile } from '../../api/files';
import type { StoredFile } from '../../model/field';
import { FileChips, Pictures } from './FileChips';

interface Props {
  readonly id: string;
  readonly value: readonly StoredFile[];
  readonly onChange: (files: readonly StoredFile[]) => void;
  readonly maxFiles: number;
  readonly maxSizeMb: number;
  readonly types: readonly string[];
  readonly pictures: boolean;
}

export function FileBox({ id, value, onChange, maxFiles, maxSizeMb, types, pictures }: Props) {
  const { t } = useTranslation();
  const [running, setRunning] = useState(0);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const full = value.length >= maxFiles;

  async function take(files: readonly File[]) {
    setRefused([]);
    const fitting = files.slice(0, maxFiles - value.length);
    const complaints = files.length > fitting.length ? [t('file.tooMany', { max: maxFiles })] : [];
    const added: StoredFile[] = [];
    setRunning(fitting.length);
    for (const file of fitting) {
      if (file.size > maxSizeMb * 1024 * 1024) complaints.push(t('file.tooLarge', { name: file.name, max: maxSizeMb }));
      else
        try {
          added.push(await uploadFile(file));
        } catch (error) {
          complaints.push(`${file.name}: ${sentence(error)}`);
        }
      setRunning((left) => left - 1);
    }
    setRefused(complaints);
    if (added.length > 0) onChange([...value, ...added]);
  }

  return (
    <div className="file-box">
      {value.map((file) => (
        <div key={file.id} className="file-line">
          {pictures ? <Pictures files={[file]} edge={48} /> : <FileChips files={[file]} />}
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={t('file.remove', { name: file.name })}
            onClick={() => onChange(value.filter((other) => other.id !== file.id))}
          />
        </div>
      ))}
      {!full && (
        <Upload.Dragger
          id={id}
          multiple={maxFiles > 1}
          accept={pictures && types.length === 0 ? 'image/*' : types.join(',')}
          showUploadList={false}
          beforeUpload={(file, files) => {
            if (files[0] === file) void take(files);
            return false;
          }}
        >
          <span className="mute">
            <InboxOutlined aria-hidden />{' '}
            {running > 0 ? t('file.uploading', { count: running }) : t('file.drop', { max: maxSizeMb })}
          </span>
        </Upload.Dragger>
      )}
      {refused.map((text) => (
        <div key={text} className="field-issue" role="alert">
          {text}
        </div>
      ))}
    </div>
  );
}
