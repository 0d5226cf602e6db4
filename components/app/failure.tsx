"use client";

import { CloudOff, SearchX, TriangleAlert } from "lucide-react";
import { Component, type ReactNode } from "react";
import type { Answer } from "#lib/browser/answers.ts";
import { Refused } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { Banner, Notice } from "../ui/notice.tsx";
import { Link } from "./link.tsx";

const iconClass = "size-7";

type ShownProps<Body> = {
  answer: Answer<Body>;
  /** The shape of what is to come. */
  skeleton: ReactNode;
  /** A part of a screen that says already how old it is. */
  isPart?: boolean;
  children: (body: Body) => ReactNode;
};

/** An answer in each of its states: on its way, there, there but old, not to be had. */
export function Shown<Body>({ answer, skeleton, isPart = false, children }: ShownProps<Body>) {
  if (answer.body === undefined)
    return answer.error ? (
      <Failure error={answer.error} onRetry={() => void answer.reload()} />
    ) : (
      <Waiting>{skeleton}</Waiting>
    );
  return (
    <>
      {answer.error && !isPart && <Stale answer={answer} error={answer.error} />}
      {children(answer.body)}
    </>
  );
}

function Stale<Body>({ answer, error }: { answer: Answer<Body>; error: NonNullable<Answer<Body>["error"]> }) {
  const { t } = useTexts();
  const unreachable = navigator.onLine ? "common.stale" : "common.offline";
  return (
    <div className="px-4 pb-2">
      <Banner
        tone="wanting"
        icon={<CloudOff aria-hidden="true" className="size-5 shrink-0" />}
        action={
          <Button
            look="quiet"
            size="compact"
            className="-me-2 shrink-0 whitespace-nowrap"
            isBusy={answer.isLoading}
            onClick={() => void answer.reload()}
          >
            {t("common.retry")}
          </Button>
        }
      >
        {t(error instanceof Refused ? "common.stale_refused" : unreachable)}
      </Banner>
    </div>
  );
}

function Waiting({ children }: { children: ReactNode }) {
  const { t } = useTexts();
  return (
    <div aria-busy="true">
      <span className="sr-only" role="status">
        {t("common.loading")}
      </span>
      {children}
    </div>
  );
}

/** Why there is nothing, and what to do. */
export function Failure({ error, onRetry }: { error: Answer<unknown>["error"]; onRetry: () => void }) {
  const { t } = useTexts();
  if (error instanceof Refused && error.problem.status === 404) return <NothingHere />;
  const [title, text] =
    error instanceof Refused
      ? [error.problem.title, error.problem.detail]
      : [t("common.unreachable_title"), t("common.unreachable_text")];
  return (
    <Notice isAlert icon={<CloudOff aria-hidden="true" className={iconClass} />} title={title} text={text}>
      <Button look="secondary" onClick={onRetry}>
        {t("common.retry")}
      </Button>
    </Notice>
  );
}

/** What is not there, or not for this person, with a way on. */
export function NothingHere() {
  const { t } = useTexts();
  return (
    <Notice
      icon={<SearchX aria-hidden="true" className={iconClass} />}
      title={t("common.not_found_title")}
      text={t("common.not_found_text")}
    >
      <Link href="/" className={buttonClass({ look: "secondary" })}>
        {t("common.today")}
      </Link>
    </Notice>
  );
}

/** A screen that cannot draw what it got says so, and the rest of the app goes on. */
export class Boundary extends Component<{ children: ReactNode; place: string }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidUpdate(before: { place: string }) {
    if (before.place !== this.props.place && this.state.error) this.setState({ error: null });
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return isMissingPart(error) ? <Outdated /> : <Broken onRetry={() => this.setState({ error: null })} />;
  }
}

/** What webpack throws where a part of the app cannot be loaded. React never asks for it again in this page. */
function isMissingPart({ name }: Error): boolean {
  return name === "ChunkLoadError";
}

function Outdated() {
  const { t } = useTexts();
  return (
    <Notice
      isAlert
      icon={<CloudOff aria-hidden="true" className={iconClass} />}
      title={t("common.outdated_title")}
      text={t("common.outdated_text")}
    >
      <Button look="secondary" onClick={() => window.location.reload()}>
        {t("common.reload")}
      </Button>
    </Notice>
  );
}

function Broken({ onRetry }: { onRetry: () => void }) {
  const { t } = useTexts();
  return (
    <Notice
      isAlert
      icon={<TriangleAlert aria-hidden="true" className={iconClass} />}
      title={t("common.broken_title")}
      text={t("common.broken_text")}
    >
      <Button look="secondary" onClick={onRetry}>
        {t("common.retry")}
      </Button>
    </Notice>
  );
}
