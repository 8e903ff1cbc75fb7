import { Component, type ReactNode } from 'react';

interface BoundaryProps {
  readonly children: ReactNode;
  /** What is shown in place of children that broke, or did not load. */
  readonly fallback?: ReactNode;
  readonly onError?: () => void;
}

/** Keeps what goes wrong in its children from all around them. */
export class Boundary extends Component<BoundaryProps, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override componentDidCatch() {
    this.props.onError?.();
  }

  override render() {
    const { children, fallback = null } = this.props;
    return this.state.isBroken ? fallback : children;
  }
}
