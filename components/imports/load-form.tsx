"use client";

import { Download, FileSpreadsheet, Upload } from "lucide-react";
import { type DragEvent, useId, useRef, useState } from "react";
import { ask } from "#lib/browser/api.ts";
import { dropDraft, readDraft, writeDraft } from "#lib/browser/drafts.ts";
import { go } from "#lib/browser/location.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { type ContactImport, mostFileBytes } from "#lib/domain/imports/import.ts";
import { useTask } from "../app/use-task.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { TextArea } from "../ui/field.tsx";
import { Foot } from "../ui/foot.tsx";
import { Tick } from "../ui/tick.tsx";
import { importAddress, importsPath, showChanged } from "./paths.ts";

const draft = "import";
type Way = "file" | "paste";

/** A file is chosen or dropped, or a table pasted; nobody goes on without saying that everybody in it has agreed. */
export function LoadForm({ group }: { group: string | null }) {
  const { t } = useTexts();
  const [way, setWay] = useState<Way>(() => (readDraft<{ text: string }>(draft)?.text ? "paste" : "file"));
  const [file, setFile] = useState<File | null>(null);
  const [text, setText] = useState(() => readDraft<{ text: string }>(draft)?.text ?? "");
  const [hasConsent, setHasConsent] = useState(false);
  const task = useTask();

  function type(typed: string): void {
    setText(typed);
    // What fills the storage of the device is not worth keeping: the table is still where it was copied.
    if (typed.length < 200_000) writeDraft(draft, { text: typed });
  }

  function whatIsMissing(): string | null {
    if (way === "file" && !file) return t("imports.file_missing");
    if (way === "file" && file && file.size > mostFileBytes) return t("imports.file_too_large");
    if (way === "paste" && text.trim() === "") return t("imports.text_missing");
    if (!hasConsent) return t("imports.consent_missing");
    return null;
  }

  async function load(): Promise<void> {
    const missing = whatIsMissing();
    if (missing !== null) return task.setFailure(missing);
    const name = way === "file" ? (file?.name ?? "").slice(-300) : "";
    const content = way === "file" && file ? file : new Blob([text]);
    await task.run(async () => {
      const query = new URLSearchParams({ has_consent: "true", ...(name && { file_name: name }) });
      const job = await ask<ContactImport>(`${importsPath}?${query}`, { method: "POST", file: content });
      showChanged(job);
      if (way === "paste") dropDraft(draft);
      go(`${importAddress(job.id)}${group ? `?group=${encodeURIComponent(group)}` : ""}`);
    });
  }

  return (
    <div className="grid grid-cols-1 gap-5">
      <Choice<Way>
        label={t("imports.how")}
        chosen={way}
        onChoose={(next) => {
          setWay(next);
          task.setFailure(null);
        }}
        options={[
          { value: "file", label: t("imports.from_file") },
          { value: "paste", label: t("imports.from_text") },
        ]}
      />
      {way === "file" ? (
        <FileDrop
          file={file}
          onChoose={(chosen) => {
            setFile(chosen);
            task.setFailure(null);
          }}
        />
      ) : (
        <Pasted text={text} onType={type} />
      )}
      <Samples />
      <Tick isTicked={hasConsent} onChange={setHasConsent}>
        {t("imports.consent")}
      </Tick>
      <Foot failure={task.failure} isBusy={task.isBusy} onClick={() => void load()}>
        {t("imports.continue")}
      </Foot>
    </div>
  );
}

function FileDrop({ file, onChoose }: { file: File | null; onChoose: (file: File) => void }) {
  const { t } = useTexts();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [isOver, setIsOver] = useState(false);

  function drop(event: DragEvent): void {
    event.preventDefault();
    setIsOver(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped) onChoose(dropped);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop a file on, beside the button that does the same
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className={`grid justify-items-center gap-3 rounded-2xl border-2 border-dashed px-5 py-8 text-center transition-colors ${isOver ? "border-petrol bg-petrol-wash" : "border-edge bg-raised"}`}
    >
      <FileSpreadsheet aria-hidden="true" className="size-8 text-petrol" />
      <p className="hidden text-soft desk:block">{t("imports.drop")}</p>
      <input
        ref={input}
        id={id}
        type="file"
        aria-label={t("imports.choose_file")}
        accept=".csv,.txt,.tsv,.xlsx,.xlsm,text/csv,text/plain"
        className="sr-only"
        tabIndex={-1}
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          if (chosen) onChoose(chosen);
        }}
      />
      <Button
        look="secondary"
        icon={<Upload aria-hidden="true" className="size-5" />}
        onClick={() => input.current?.click()}
      >
        {t(file ? "imports.other_file" : "imports.choose_file")}
      </Button>
      {file ? (
        <p role="status" className="font-medium wrap-anywhere">
          <bdi>{file.name}</bdi>
        </p>
      ) : (
        <p className="text-small text-soft">{t("imports.file_hint")}</p>
      )}
    </div>
  );
}

function Pasted({ text, onType }: { text: string; onType: (text: string) => void }) {
  const { t } = useTexts();
  return (
    <div className="grid grid-cols-1 gap-2">
      <TextArea
        label={t("imports.text")}
        hint={t("imports.text_hint")}
        value={text}
        rows={7}
        dir="auto"
        wrap="off"
        spellCheck={false}
        autoComplete="off"
        className="min-h-44 font-mono text-small"
        onChange={({ target }) => onType(target.value)}
      />
      <details className="text-small">
        <summary className="min-h-12 cursor-pointer content-center font-medium text-petrol">
          {t("imports.examples")}
        </summary>
        <pre dir="ltr" className="overflow-x-auto rounded-xl bg-sunken p-4 font-mono">
          {t("imports.example_table")}
        </pre>
      </details>
    </div>
  );
}

function Samples() {
  const { t } = useTexts();
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-soft">{t("imports.sample")}</span>
      {(["xlsx", "csv"] as const).map((format) => (
        <a
          key={format}
          href={`${importsPath}/sample?format=${format}`}
          download
          className={buttonClass({ look: "quiet", size: "compact" })}
        >
          <Download aria-hidden="true" className="size-5" />
          {t(`imports.sample_${format}`)}
        </a>
      ))}
    </div>
  );
}
