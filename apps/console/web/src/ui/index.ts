/*
 * The only door to antd: what is here was tried with keyboard and axe. RangePicker is not: its empty form swallows the
 * Tab key. Messages that go away by themselves are not either: nobody may have seen them.
 */
export {
  Alert,
  App as Notices,
  Button,
  Card,
  Checkbox,
  Col,
  ConfigProvider,
  Descriptions,
  Divider,
  Dropdown,
  Empty,
  Flex,
  Form,
  Input,
  InputNumber,
  Layout,
  Modal,
  Progress,
  Radio,
  Row,
  Select,
  Skeleton,
  Space,
  Spin,
  Switch,
  Tabs,
  Tag,
  Tooltip,
  Typography,
  Upload,
} from 'antd';
export { ActButton } from './act-button.js';
export { ActDialog } from './act-dialog.js';
export { Facts } from './facts.js';
export { Field } from './field.js';
export { Failure } from './failure.js';
export { FlagFilter } from './flag-filter.js';
export { OwnTexts } from './own-texts.js';
export { PageQueue } from './page-queue.js';
export { PageTitle } from './page-title.js';
export { QueueTable, type QueueColumn } from './queue-table.js';
export { ScanBox } from './scan-box.js';
export { Specimen } from './specimen.js';
export { StateFilter } from './state-filter.js';
export { StateTag } from './state-tag.js';
export { NotDone, Timeline } from './timeline.js';
export { useErrorInTitle, useTitle } from './title.js';
export { goOnAtHeading } from './focus.js';
export { useShown } from './shown-bytes.js';
export { WordsField } from './words-field.js';
