import { Component, type ReactNode } from 'react';
import { fillFrame } from '../lib/fill-frame.ts';
import { UnreadableBody } from './loaded-body.ts';

interface Props {
  html: string;
  children: ReactNode;
}

const GUARD = `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">`;

/** Stands in for an editor that could not open a body: shows it as it is, so that nothing is saved over it. */
export class ReplyFallback extends Component<Props, { error: unknown; failed: boolean }> {
  override state = { error: null, failed: false };

  #show = (frame: HTMLIFrameElement | null) => {
    if (frame) fillFrame(frame, GUARD + this.props.html);
  };

  static getDerivedStateFromError(error: unknown) {
    return { error, failed: true };
  }

  override render() {
    const { error, failed } = this.state;
    if (!failed) return this.props.children;
    return (
      <div className="reply-editor" data-paper="white">
        {(error as unknown) instanceof UnreadableBody ? (
          <p role="alert" className="reply-problem">
            The editor cannot open this reply without changing it, so it is shown as it is and cannot be
            edited here.
          </p>
        ) : (
          <p role="alert" className="reply-problem">
            The editor failed, so this reply is shown as it was opened.{' '}
            <button type="button" onClick={() => this.setState({ error: null, failed: false })}>
              Try again
            </button>
          </p>
        )}
        <iframe className="reply-as-is" title="Reply, read only" sandbox="" ref={this.#show} />
      </div>
    );
  }
}
