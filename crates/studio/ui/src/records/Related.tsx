/** The records that point to this one, a card for each link. */
import type { FormModel, Rec } from '../model/app';
import { RelatedCard } from './RelatedCard';
import type { Relation } from './related';

interface Props {
  readonly relations: readonly Relation[];
  readonly from: FormModel;
  readonly record: Rec;
  readonly title: string;
}

export function Related({ relations, from, record, title }: Props) {
  if (relations.length === 0) return null;
  return (
    <div className="related">
      {relations.map((relation) => (
        <RelatedCard
          key={`${relation.form.key}/${relation.field.key}`}
          relation={relation}
          from={from}
          record={record}
          title={title}
        />
      ))}
    </div>
  );
}
