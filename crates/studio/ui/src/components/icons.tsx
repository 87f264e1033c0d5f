/** Icons that definitions name: Ant Design's names in kebab-case without a suffix. An unknown name shows the general icon. */
import {
  AlertOutlined, AppstoreOutlined, AuditOutlined, BankOutlined, BarChartOutlined, BellOutlined, BookOutlined, BugOutlined, BulbOutlined,
  BuildOutlined, CalendarOutlined, CarOutlined, CheckCircleOutlined, CheckSquareOutlined, ClockCircleOutlined, CommentOutlined,
  ContactsOutlined, ContainerOutlined, CreditCardOutlined, CustomerServiceOutlined, DashboardOutlined, DatabaseOutlined,
  DollarOutlined, EnvironmentOutlined, ExperimentOutlined, FileDoneOutlined, FileProtectOutlined, FileTextOutlined, FlagOutlined,
  FundOutlined, FunnelPlotOutlined, GiftOutlined, GlobalOutlined, HeartOutlined, HistoryOutlined, HomeOutlined, IdcardOutlined, InboxOutlined,
  MailOutlined, MoneyCollectOutlined, NotificationOutlined, PayCircleOutlined, PhoneOutlined, ProductOutlined, ProfileOutlined,
  ProjectOutlined, ReadOutlined, RiseOutlined, SafetyOutlined, ScheduleOutlined, SettingOutlined, ShopOutlined, ShoppingCartOutlined,
  ShoppingOutlined, SolutionOutlined, StarOutlined, TableOutlined, TagOutlined, TagsOutlined, TeamOutlined, ThunderboltOutlined,
  ToolOutlined, TransactionOutlined, TrophyOutlined, UnorderedListOutlined, UserAddOutlined, UserOutlined, WalletOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';

const icons: Record<string, ComponentType> = {
  alert: AlertOutlined, appstore: AppstoreOutlined, audit: AuditOutlined, bank: BankOutlined, 'bar-chart': BarChartOutlined,
  bell: BellOutlined, book: BookOutlined, bug: BugOutlined, bulb: BulbOutlined, build: BuildOutlined, calendar: CalendarOutlined, car: CarOutlined,
  'check-circle': CheckCircleOutlined, 'check-square': CheckSquareOutlined, 'clock-circle': ClockCircleOutlined, comment: CommentOutlined,
  contacts: ContactsOutlined, container: ContainerOutlined, 'credit-card': CreditCardOutlined, 'customer-service': CustomerServiceOutlined,
  dashboard: DashboardOutlined, database: DatabaseOutlined, dollar: DollarOutlined, environment: EnvironmentOutlined,
  experiment: ExperimentOutlined, 'file-done': FileDoneOutlined, 'file-protect': FileProtectOutlined, 'file-text': FileTextOutlined,
  flag: FlagOutlined, fund: FundOutlined, funnel: FunnelPlotOutlined, 'funnel-plot': FunnelPlotOutlined, gift: GiftOutlined,
  global: GlobalOutlined, heart: HeartOutlined, history: HistoryOutlined, home: HomeOutlined, idcard: IdcardOutlined, inbox: InboxOutlined, mail: MailOutlined,
  'money-collect': MoneyCollectOutlined, notification: NotificationOutlined, 'pay-circle': PayCircleOutlined, phone: PhoneOutlined,
  product: ProductOutlined, profile: ProfileOutlined, project: ProjectOutlined, read: ReadOutlined, rise: RiseOutlined,
  safety: SafetyOutlined, schedule: ScheduleOutlined, setting: SettingOutlined, shop: ShopOutlined, 'shopping-cart': ShoppingCartOutlined,
  shopping: ShoppingOutlined, solution: SolutionOutlined, star: StarOutlined, table: TableOutlined, tag: TagOutlined, tags: TagsOutlined,
  team: TeamOutlined, thunderbolt: ThunderboltOutlined, tool: ToolOutlined, transaction: TransactionOutlined, trophy: TrophyOutlined,
  'unordered-list': UnorderedListOutlined, 'user-add': UserAddOutlined, user: UserOutlined, wallet: WalletOutlined,
};

export function Icon({ name }: { name: string | null | undefined }) {
  const Known = (name && icons[name]) || AppstoreOutlined;
  return <Known />;
}
