import { Toolbar } from '@base-ui/react/toolbar';
import { Tooltip } from '@base-ui/react/tooltip';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, MouseEvent } from 'react';
import { ariaShortcut, shortcutLabel } from './shortcut-label.ts';

interface Props {
  name: string;
  /** As ProseMirror writes keys; absent where no key does it. */
  keys?: string;
  icon: LucideIcon;
  /** Undefined for a button that does something and does not stay pressed. */
  pressed: boolean | undefined;
  disabled: boolean;
  onPress?: () => void;
  render?: ComponentProps<typeof Toolbar.Button>['render'];
}

/** A press with the mouse must not take the caret out of the text. */
const keepCaret = (event: MouseEvent) => event.preventDefault();

export function ToolbarButton({ name, keys, icon: Icon, pressed, disabled, onPress, render }: Props) {
  const button = (
    <Toolbar.Button
      className="reply-tool"
      aria-label={name}
      aria-pressed={pressed}
      aria-keyshortcuts={keys && ariaShortcut(keys)}
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
            {name} {keys ? <kbd>{shortcutLabel(keys)}</kbd> : null}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
