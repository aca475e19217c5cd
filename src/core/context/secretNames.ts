// Names of files that usually hold secrets, whatever stands in them just now. Public halves and examples are left out.

const NAMES: readonly RegExp[] = [
  /^\.env(\..+)?$/, // https://12factor.net/config, as every dotenv library reads it
  /\.env$/,
  /^\.envrc$/, // direnv
  /^\.(npmrc|pypirc|netrc|pgpass|htpasswd|git-credentials|dockercfg)$/,
  /^_netrc$/,
  /^id_[\w-]+$/, // OpenSSH's private keys
  /\.(pem|key|p12|pfx|p8|jks|keystore|kdbx|ppk|ovpn|asc)$/,
  /^(credentials?|secrets?)(\.(json|ya?ml|toml|ini|xml|properties|txt|csv))?$/,
  /^(client_secret|service[-_]?account).*\.json$/, // Google Cloud's names for downloaded keys
  /^kubeconfig$/,
  /\.tfstate(\.backup)?$/, // Terraform writes secrets into its state in clear
  /\.tfvars$/,
];

/** Folders whose files hold credentials under harmless names. */
const FOLDERS = /(^|\/)\.(aws|ssh|gnupg|kube|docker|azure)\//;

const HARMLESS = /\.(example|sample|template|dist|pub|defaults?)$/;

/** `path` with forward slashes. */
export function hasSecretName(path: string): boolean {
  const lower = path.toLowerCase();
  const name = lower.slice(lower.lastIndexOf('/') + 1);
  if (HARMLESS.test(name)) return false;
  return FOLDERS.test(lower) || NAMES.some((pattern) => pattern.test(name));
}
