export default function NotificationRules() {
  return <p>{""}</p>;
}
