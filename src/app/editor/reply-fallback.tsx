import { Component, type ReactNode } from 'react';

interface Props {
  html: string;
  children: ReactNode;
}

const GUARD = `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">`;

/** Stands in for an editor that could not open a body: shows it as it is, so that nothing is saved over it. */
export class ReplyFallback extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="reply-editor" data-paper="white">
        <p role="alert" className="reply-problem">
          The editor cannot open this reply without changing it, so it is shown as it is and cannot be edited
          here.
        </p>
        <iframe
          className="reply-as-is"
          title="Reply, read only"
          sandbox=""
          srcDoc={GUARD + this.props.html}
        />
      </div>
    );
  }
}
