/** A follow-up in the timeline: of what sort, what was said, what comes next. */
import { CarryOutOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { FieldCell } from '../../fields/FieldValue';
import { usePersonName } from '../../fields/parts/people';
import { useWords } from '../../i18n/text';
import type { Rec } from '../../model/app';
import { titleOf, useApp } from '../../model/context';
import { type Activity, detailsOf } from '../activity';
import { Line } from './Line';

export function ActivityEntry({ activity, record }: { activity: Activity; record: Rec }) {
  const words = useWords();
  const app = useApp();
  const { relation, moment, body, sort } = activity;
  const name = usePersonName(record.owner ?? record.created_by);
  return (
    <>
      <span className="timeline-icon tint-teal" aria-hidden>
        <CarryOutOutlined />
      </span>
      <div className="timeline-text">
        <Line name={name} at={String(record[moment.key] ?? record.created_at)}>
          {sort && <FieldCell field={sort} value={record[sort.key]} record={record} />}
        </Line>
        <div className="timeline-card">
          <Link
            to="/a/$app/$form/$id"
            params={{ app: app.key, form: relation.form.key, id: record.id }}
            className="timeline-subject"
          >
            {titleOf(relation.form, record)}
          </Link>
          <p className="lines">{String(record[body.key] ?? '')}</p>
          {detailsOf(activity, record, 4).map((field) => (
            <div key={field.key} className="timeline-detail">
              <span className="mute">{words(field.label) || field.key}</span>
              <FieldCell field={field} value={record[field.key]} record={record} />
            </div>
          ))}
        </div>
      </div>
    </>
  );
}
