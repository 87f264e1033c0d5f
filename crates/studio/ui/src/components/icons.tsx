/** Icons that definitions name: Ant Design's names in kebab-case without a suffix. Each is fetched when first shown; an unknown name shows the general icon. */
import { useEffect, useSyncExternalStore } from 'react';
import { fetched, type Later } from '../lib/later';

const icons: Readonly<Record<string, Later<object>>> = {
  alert: fetched(() => import('@ant-design/icons/es/icons/AlertOutlined')),
  appstore: fetched(() => import('@ant-design/icons/es/icons/AppstoreOutlined')),
  audit: fetched(() => import('@ant-design/icons/es/icons/AuditOutlined')),
  bank: fetched(() => import('@ant-design/icons/es/icons/BankOutlined')),
  'bar-chart': fetched(() => import('@ant-design/icons/es/icons/BarChartOutlined')),
  bell: fetched(() => import('@ant-design/icons/es/icons/BellOutlined')),
  book: fetched(() => import('@ant-design/icons/es/icons/BookOutlined')),
  bug: fetched(() => import('@ant-design/icons/es/icons/BugOutlined')),
  bulb: fetched(() => import('@ant-design/icons/es/icons/BulbOutlined')),
  build: fetched(() => import('@ant-design/icons/es/icons/BuildOutlined')),
  calendar: fetched(() => import('@ant-design/icons/es/icons/CalendarOutlined')),
  car: fetched(() => import('@ant-design/icons/es/icons/CarOutlined')),
  'check-circle': fetched(() => import('@ant-design/icons/es/icons/CheckCircleOutlined')),
  'check-square': fetched(() => import('@ant-design/icons/es/icons/CheckSquareOutlined')),
  'clock-circle': fetched(() => import('@ant-design/icons/es/icons/ClockCircleOutlined')),
  comment: fetched(() => import('@ant-design/icons/es/icons/CommentOutlined')),
  contacts: fetched(() => import('@ant-design/icons/es/icons/ContactsOutlined')),
  container: fetched(() => import('@ant-design/icons/es/icons/ContainerOutlined')),
  'credit-card': fetched(() => import('@ant-design/icons/es/icons/CreditCardOutlined')),
  'customer-service': fetched(() => import('@ant-design/icons/es/icons/CustomerServiceOutlined')),
  dashboard: fetched(() => import('@ant-design/icons/es/icons/DashboardOutlined')),
  database: fetched(() => import('@ant-design/icons/es/icons/DatabaseOutlined')),
  dollar: fetched(() => import('@ant-design/icons/es/icons/DollarOutlined')),
  environment: fetched(() => import('@ant-design/icons/es/icons/EnvironmentOutlined')),
  experiment: fetched(() => import('@ant-design/icons/es/icons/ExperimentOutlined')),
  'file-done': fetched(() => import('@ant-design/icons/es/icons/FileDoneOutlined')),
  'file-protect': fetched(() => import('@ant-design/icons/es/icons/FileProtectOutlined')),
  'file-text': fetched(() => import('@ant-design/icons/es/icons/FileTextOutlined')),
  flag: fetched(() => import('@ant-design/icons/es/icons/FlagOutlined')),
  fund: fetched(() => import('@ant-design/icons/es/icons/FundOutlined')),
  funnel: fetched(() => import('@ant-design/icons/es/icons/FunnelPlotOutlined')),
  'funnel-plot': fetched(() => import('@ant-design/icons/es/icons/FunnelPlotOutlined')),
  gift: fetched(() => import('@ant-design/icons/es/icons/GiftOutlined')),
  global: fetched(() => import('@ant-design/icons/es/icons/GlobalOutlined')),
  heart: fetched(() => import('@ant-design/icons/es/icons/HeartOutlined')),
  history: fetched(() => import('@ant-design/icons/es/icons/HistoryOutlined')),
  home: fetched(() => import('@ant-design/icons/es/icons/HomeOutlined')),
  idcard: fetched(() => import('@ant-design/icons/es/icons/IdcardOutlined')),
  inbox: fetched(() => import('@ant-design/icons/es/icons/InboxOutlined')),
  mail: fetched(() => import('@ant-design/icons/es/icons/MailOutlined')),
  'money-collect': fetched(() => import('@ant-design/icons/es/icons/MoneyCollectOutlined')),
  notification: fetched(() => import('@ant-design/icons/es/icons/NotificationOutlined')),
  'pay-circle': fetched(() => import('@ant-design/icons/es/icons/PayCircleOutlined')),
  phone: fetched(() => import('@ant-design/icons/es/icons/PhoneOutlined')),
  product: fetched(() => import('@ant-design/icons/es/icons/ProductOutlined')),
  profile: fetched(() => import('@ant-design/icons/es/icons/ProfileOutlined')),
  project: fetched(() => import('@ant-design/icons/es/icons/ProjectOutlined')),
  read: fetched(() => import('@ant-design/icons/es/icons/ReadOutlined')),
  rise: fetched(() => import('@ant-design/icons/es/icons/RiseOutlined')),
  safety: fetched(() => import('@ant-design/icons/es/icons/SafetyOutlined')),
  schedule: fetched(() => import('@ant-design/icons/es/icons/ScheduleOutlined')),
  setting: fetched(() => import('@ant-design/icons/es/icons/SettingOutlined')),
  shop: fetched(() => import('@ant-design/icons/es/icons/ShopOutlined')),
  'shopping-cart': fetched(() => import('@ant-design/icons/es/icons/ShoppingCartOutlined')),
  shopping: fetched(() => import('@ant-design/icons/es/icons/ShoppingOutlined')),
  solution: fetched(() => import('@ant-design/icons/es/icons/SolutionOutlined')),
  star: fetched(() => import('@ant-design/icons/es/icons/StarOutlined')),
  table: fetched(() => import('@ant-design/icons/es/icons/TableOutlined')),
  tag: fetched(() => import('@ant-design/icons/es/icons/TagOutlined')),
  tags: fetched(() => import('@ant-design/icons/es/icons/TagsOutlined')),
  team: fetched(() => import('@ant-design/icons/es/icons/TeamOutlined')),
  thunderbolt: fetched(() => import('@ant-design/icons/es/icons/ThunderboltOutlined')),
  tool: fetched(() => import('@ant-design/icons/es/icons/ToolOutlined')),
  transaction: fetched(() => import('@ant-design/icons/es/icons/TransactionOutlined')),
  trophy: fetched(() => import('@ant-design/icons/es/icons/TrophyOutlined')),
  'unordered-list': fetched(() => import('@ant-design/icons/es/icons/UnorderedListOutlined')),
  'user-add': fetched(() => import('@ant-design/icons/es/icons/UserAddOutlined')),
  user: fetched(() => import('@ant-design/icons/es/icons/UserOutlined')),
  wallet: fetched(() => import('@ant-design/icons/es/icons/WalletOutlined')),
};

/** The names that a definition can choose from, without synonyms. */
export const iconNames: readonly string[] = Object.keys(icons).filter((name) => name !== 'funnel-plot');

const general = fetched<object>(() => import('@ant-design/icons/es/icons/AppstoreOutlined'));

type Name = string | null | undefined;

const partOf = (name: Name) => (name && Object.hasOwn(icons, name) && icons[name]) || general;

/** Has an icon ready by the time it is shown. */
export function readyIcon(name: Name) {
  // Without its icon a line still says what it is.
  partOf(name)
    .fetch()
    .catch(() => undefined);
}

export function Icon({ name }: { name: Name }) {
  const part = partOf(name);
  const Known = useSyncExternalStore(part.await, part.here);
  useEffect(() => readyIcon(name), [name]);
  if (Known) return <Known />;
  return (
    <span className="anticon" aria-hidden>
      <svg width="1em" height="1em" aria-hidden />
    </span>
  );
}
