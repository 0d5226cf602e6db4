import type { ComponentProps } from "react";
import { Button } from "./button.tsx";

type FootProps = Omit<ComponentProps<typeof Button>, "size"> & { failure: string | null };

/** What a sheet or a form ends with: what went wrong, if anything did, and the one thing to do. */
export function Foot({ failure, ...button }: FootProps) {
  return (
    <>
      {failure && (
        <p role="alert" className="font-medium wrap-anywhere text-danger">
          {failure}
        </p>
      )}
      <Button size="wide" {...button} />
    </>
  );
}
