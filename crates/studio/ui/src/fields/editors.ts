/** How each kind is edited. A kind that is missing here does not compile; `notEdited` says that only the server gives the value. */

import type { Kind } from '../model/field';
import { editor as address } from './address/edit';
import { editor as colour } from './colour/edit';
import { editor as date } from './date/edit';
import { editor as dateTime } from './date_time/edit';
import { editor as department } from './department/edit';
import { editor as email } from './email/edit';
import { editor as file } from './file/edit';
import { editor as idNumber } from './id_number/edit';
import { editor as image } from './image/edit';
import { editor as integer } from './integer/edit';
import { editor as json } from './json/edit';
import { type Editor, type Editors, notEdited } from './kind';
import { editor as link } from './link/edit';
import { editor as links } from './links/edit';
import { editor as longText } from './long_text/edit';
import { editor as money } from './money/edit';
import { editor as multiSelect } from './multi_select/edit';
import { editor as number } from './number/edit';
import { editor as owner } from './owner/edit';
import { editor as percent } from './percent/edit';
import { editor as phone } from './phone/edit';
import { editor as progress } from './progress/edit';
import { editor as rating } from './rating/edit';
import { editor as region } from './region/edit';
import { editor as richText } from './rich_text/edit';
import { editor as select } from './select/edit';
import { editor as table } from './table/edit';
import { editor as tags } from './tags/edit';
import { editor as text } from './text/edit';
import { editor as time } from './time/edit';
import { editor as treeSelect } from './tree_select/edit';
import { editor as url } from './url/edit';
import { editor as user } from './user/edit';
import { editor as users } from './users/edit';
import { editor as yesNo } from './yes_no/edit';

const editors: Editors = {
  address,
  capital_money: notEdited,
  colour,
  created_at: notEdited,
  created_by: notEdited,
  date,
  date_time: dateTime,
  department,
  email,
  explanation: notEdited,
  file,
  formula: notEdited,
  id_number: idNumber,
  image,
  integer,
  json,
  link,
  links,
  long_text: longText,
  lookup: notEdited,
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
  rollup: notEdited,
  select,
  separator: notEdited,
  serial: notEdited,
  table,
  tags,
  text,
  time,
  tree_select: treeSelect,
  updated_at: notEdited,
  updated_by: notEdited,
  url,
  user,
  users,
  yes_no: yesNo,
};

export function editorOf<K extends Kind>(kind: K): Editor<K> | null {
  return editors[kind];
}
