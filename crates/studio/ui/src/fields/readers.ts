/** How each kind is shown. A kind that is missing here does not compile. */

import type { Kind } from '../model/field';
import { reader as address } from './address/read';
import { reader as capitalMoney } from './capital_money/read';
import { reader as colour } from './colour/read';
import { reader as createdAt } from './created_at/read';
import { reader as createdBy } from './created_by/read';
import { reader as date } from './date/read';
import { reader as dateTime } from './date_time/read';
import { reader as department } from './department/read';
import { reader as email } from './email/read';
import { reader as explanation } from './explanation/read';
import { reader as file } from './file/read';
import { reader as formula } from './formula/read';
import { reader as idNumber } from './id_number/read';
import { reader as image } from './image/read';
import { reader as integer } from './integer/read';
import { reader as json } from './json/read';
import type { Reader, Readers } from './kind';
import { reader as link } from './link/read';
import { reader as links } from './links/read';
import { reader as longText } from './long_text/read';
import { reader as lookup } from './lookup/read';
import { reader as money } from './money/read';
import { reader as multiSelect } from './multi_select/read';
import { reader as number } from './number/read';
import { reader as owner } from './owner/read';
import { reader as percent } from './percent/read';
import { reader as phone } from './phone/read';
import { reader as progress } from './progress/read';
import { reader as rating } from './rating/read';
import { reader as region } from './region/read';
import { reader as richText } from './rich_text/read';
import { reader as rollup } from './rollup/read';
import { reader as select } from './select/read';
import { reader as separator } from './separator/read';
import { reader as serial } from './serial/read';
import { reader as table } from './table/read';
import { reader as tags } from './tags/read';
import { reader as text } from './text/read';
import { reader as time } from './time/read';
import { reader as treeSelect } from './tree_select/read';
import { reader as updatedAt } from './updated_at/read';
import { reader as updatedBy } from './updated_by/read';
import { reader as url } from './url/read';
import { reader as user } from './user/read';
import { reader as users } from './users/read';
import { reader as yesNo } from './yes_no/read';

const readers: Readers = {
  address,
  capital_money: capitalMoney,
  colour,
  created_at: createdAt,
  created_by: createdBy,
  date,
  date_time: dateTime,
  department,
  email,
  explanation,
  file,
  formula,
  id_number: idNumber,
  image,
  integer,
  json,
  link,
  links,
  long_text: longText,
  lookup,
  money,
  multi_select: multiSelect,
  number,
  owner,
  percent,
  phone,
  progress,
  rating,
  region,
  rich_text: richText,
  rollup,
  select,
  separator,
  serial,
  table,
  tags,
  text,
  time,
  tree_select: treeSelect,
  updated_at: updatedAt,
  updated_by: updatedBy,
  url,
  user,
  users,
  yes_no: yesNo,
};

export function readerOf<K extends Kind>(kind: K): Reader<K> {
  return readers[kind];
}

export function isKind(kind: string): kind is Kind {
  return Object.hasOwn(readers, kind);
}
