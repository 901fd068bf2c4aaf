import { Menu } from '@base-ui/react/menu';
import type { Editor } from '@tiptap/core';
import type { LucideIcon } from 'lucide-react';
import { ToolbarButton } from './toolbar-button.tsx';

interface Props {
  editor: Editor;
  name: string;
  icon: LucideIcon;
  disabled: boolean;
  items: readonly { readonly name: string; run(): void }[];
}

/** A button of the toolbar that offers several things to do; the caret is back in the text afterwards. */
export function ToolMenu({ editor, name, icon, disabled, items }: Props) {
  const backToText = () => {
    editor.view.focus();
    return false;
  };
  return (
    <Menu.Root>
      <ToolbarButton
        name={name}
        icon={icon}
        pressed={undefined}
        disabled={disabled}
        render={<Menu.Trigger />}
      />
      <Menu.Portal>
        <Menu.Positioner sticky sideOffset={8} align="start" className="reply-popover-layer">
          <Menu.Popup className="reply-menu" finalFocus={backToText}>
            {items.map((item) => (
              <Menu.Item key={item.name} className="reply-menu-item" onClick={() => item.run()}>
                {item.name}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
