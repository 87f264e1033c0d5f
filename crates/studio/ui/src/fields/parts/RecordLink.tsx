/** A linked record by its title, from what the server expanded, else fetched. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { use } from 'react';
import { recordQuery } from '../../api/records';
import type { Rec } from '../../model/app';
import { titleOf, useApp } from '../../model/context';
import { PlainContext } from './plain';

export function RecordLink({ form, id, expanded }: { form: string; id: string; expanded?: Rec | null | undefined }) {
  const app = useApp();
  const plain = use(PlainContext);
  const target = app.forms[form];
  const missing = expanded === undefined && target !== undefined;
  const { data } = useQuery({ ...recordQuery({ app: app.key, form }, id), enabled: missing, retry: false });
  const record = expanded ?? data;
  if (target === undefined || expanded === null || !record) return <span className="mute">#{id.slice(-6)}</span>;
  if (plain) return <span className="ellipsis">{titleOf(target, record)}</span>;
  return (
    <Link
      className="record-link ellipsis"
      to="/a/$app/$form/$id"
      params={{ app: app.key, form, id }}
      onClick={(event) => event.stopPropagation()}
    >
      {titleOf(target, record)}
    </Link>
  );
}

/** What the server expanded at `key`, as a list. */
export function expandedAt(record: Rec | undefined, key: string): readonly (Rec | null)[] | undefined {
  const found = record?.expanded?.[key];
  if (found === undefined) return undefined;
  return Array.isArray(found) ? found : [found as Rec | null];
}
