/** What DATA_DIR/running.json says while the product runs on the embedded stack, for scripts and tests. */
export type Running = {
  /** Null when only the services were started. */
  app_url: string | null;
  mailbox_url: string;
  smtp_url: string;
  push_inbox_url: string;
  /** Login `postgres`, who owns the database. */
  database_url: string;
  web_database_url: string;
  worker_database_url: string;
  supabase_url: string;
  supabase_publishable_key: string;
  supabase_secret_key: string;
  vapid_public_key: string;
  job_secret: string;
  accounts: RunningAccount[];
  /** Process numbers by part; a part that was started again has a new one. */
  pids: Record<string, number>;
};

export type RunningAccount = {
  email: string;
  password: string;
  name: string;
  profile: string;
  is_admin: boolean;
  is_technician: boolean;
};
