import { useCommand } from '../lib/commands/use-command.ts';
import { plural } from '../lib/plural.ts';
import { Notice, NoticeAction } from './notice.tsx';

interface Props {
  count: number;
  /** `this message` */
  where: string;
  /** Whom loading tells what. */
  tells: string;
  onLoad: () => void;
}

/** Pictures that wait until somebody asks for them. */
export function HeldPictures({ count, where, tells, onLoad }: Props) {
  useCommand('show-images', onLoad);
  return (
    <Notice kind="info" actions={<NoticeAction onClick={onLoad}>Load pictures</NoticeAction>}>
      {plural(count, 'picture')} in {where} {count === 1 ? 'comes' : 'come'} from elsewhere and{' '}
      {count === 1 ? 'is' : 'are'} not loaded: loading tells {tells}.
    </Notice>
  );
}
