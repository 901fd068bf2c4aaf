import { Toolbar } from '@base-ui/react/toolbar';
import { Tooltip } from '@base-ui/react/tooltip';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, MouseEvent } from 'react';
import { keysFrom } from '../../lib/commands/keys-of.ts';
import { type TextCommandId, textCommands } from '../../lib/commands/text-commands.ts';

interface Props {
  /** Absent where no key does it. */
  command?: TextCommandId;
  /** Absent where the command's is meant. */
  name?: string | undefined;
  icon: LucideIcon;
  /** Undefined for a button that does something and does not stay pressed. */
  pressed: boolean | undefined;
  disabled: boolean;
  onPress?: () => void;
  render?: ComponentProps<typeof Toolbar.Button>['render'];
}

/** A press with the mouse must not take the caret out of the text. */
const keepCaret = (event: MouseEvent) => event.preventDefault();

export function ToolbarButton(props: Props) {
  const { command: id, icon: Icon, pressed, disabled, onPress, render } = props;
  const command = textCommands.find((one) => one.id === id);
  const name = props.name ?? command?.name;
  const keys = command && keysFrom(command.keys);
  const button = (
    <Toolbar.Button
      className="reply-tool"
      aria-label={name}
      aria-pressed={pressed}
      aria-keyshortcuts={keys?.aria}
      disabled={disabled}
      onMouseDown={keepCaret}
      onClick={onPress}
      render={render}
    >
      <Icon aria-hidden="true" size={16} strokeWidth={2} />
    </Toolbar.Button>
  );
  return (
    <Tooltip.Root>
      <Tooltip.Trigger render={button} />
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={6}>
          <Tooltip.Popup className="reply-tip">
            {name} {keys ? <kbd>{keys.label}</kbd> : null}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
