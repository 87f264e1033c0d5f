/** One change: the sentence, what it does to how many rows, what blocks it, and taking it back. */
import {
  EditOutlined,
  LockOutlined,
  MinusOutlined,
  PlusOutlined,
  UndoOutlined,
  UnlockOutlined,
} from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Difference } from '../../api/apps';
import { Tag } from '../../components/Tag';
import type { Colour } from '../../model/field';
import { useChange, useDesigning, useDocument } from '../shell/context';
import { spotOf } from '../shell/places';
import { useIssueWords } from '../shell/useIssueWords';
import { type Card, undo, withoutPlace } from './model';
import { useEffectWords } from './useEffectWords';

const looks: Readonly<Record<string, { readonly colour: Colour; readonly sign: ReactNode }>> = {
  added: { colour: 'green', sign: <PlusOutlined /> },
  removed: { colour: 'red', sign: <MinusOutlined /> },
  retired: { colour: 'red', sign: <MinusOutlined /> },
  widened: { colour: 'violet', sign: <UnlockOutlined /> },
  narrowed: { colour: 'violet', sign: <LockOutlined /> },
};
const changed = { colour: 'amber', sign: <EditOutlined /> } as const;

interface Props {
  readonly card: Card;
  readonly app: string;
  readonly heading: string;
  /** Whether the server has said what happens to the rows: it does not while something is wrong. */
  readonly planned: boolean;
  readonly say: (difference: Difference) => string;
}

export function ChangeCard({ card, app, heading, planned, say }: Props) {
  const { t } = useTranslation('apps');
  const { published } = useDesigning();
  const document = useDocument();
  const change = useChange();
  const inWords = useIssueWords(document);
  const effect = useEffectWords(document);
  const { difference, steps, blocking, rows } = card;
  const look = looks[difference.kind] ?? changed;
  const back = undo(document, difference);
  const spot = spotOf(document, difference.path);
  const form = spot?.step === 'form' && published?.forms[spot.form] ? spot.form : undefined;
  return (
    <article className={`card change-card${blocking.length > 0 ? ' blocked' : ''}`}>
      <span className={`change-sign tint-${look.colour}`} aria-hidden>
        {look.sign}
      </span>
      <div className="change-words">
        <p>
          <b>{withoutPlace(say(difference), heading)}</b>
        </p>
        {steps.flatMap((step) => {
          const said = effect(step);
          return said === undefined ? [] : [<p key={`${step.kind} ${step.field} ${step.text}`}>{said}</p>];
        })}
        {blocking.map((issue) => (
          <p key={`${issue.code} ${issue.path}`} className="ink-red">
            {inWords(issue)}
          </p>
        ))}
        {blocking.length > 0 && form && (
          <p className="change-choices">
            <Link to="/a/$app/$form" params={{ app, form }} search={{}}>
              {t('publish.look')}
            </Link>
          </p>
        )}
      </div>
      <div className="change-side">
        {planned && (
          <Tag colour={blocking.length > 0 ? 'red' : rows > 0 ? 'amber' : 'slate'}>
            {rows > 0 ? t('publish.rows', { count: rows }) : t('publish.noRows')}
          </Tag>
        )}
        {back && (
          <Button size="small" type="text" icon={<UndoOutlined />} onClick={() => change(back)}>
            {t('publish.undo')}
          </Button>
        )}
      </div>
    </article>
  );
}
