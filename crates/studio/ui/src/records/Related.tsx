/** The records that point to this one, a card for each link. */
import type { Rec } from '../model/app';
import { RelatedCard } from './RelatedCard';
import type { Relation } from './related';

export function Related({ relations, record, title }: { relations: readonly Relation[]; record: Rec; title: string }) {
  if (relations.length === 0) return null;
  return (
    <div className="related">
      {relations.map((relation) => (
        <RelatedCard
          key={`${relation.form.key}/${relation.field.key}`}
          relation={relation}
          record={record}
          title={title}
        />
      ))}
    </div>
  );
}
