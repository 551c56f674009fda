# What ./demo, ./test and benchmarks/run need on a machine, checked and where possible installed. Sourced, not run.
# Every function is quiet when there is nothing to do and says what is missing when it cannot help.

fail() { printf 'LabSdk: %s\n' "$*" >&2; exit 1; }

need_dotnet() {
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
  command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing. Get it from https://dotnet.microsoft.com/download and put 'dotnet' on the PATH."
  case "$(dotnet --version 2>/dev/null)" in
    10.*) ;;
    *) fail "the .NET 10 SDK is missing; found '$(dotnet --version 2>&1 | head -n 1)'. Get it from https://dotnet.microsoft.com/download." ;;
  esac
}

# need_debian PACKAGE...: installs what is not there yet, with apt-get, as root or through sudo.
need_debian() {
  local missing=() package log
  for package in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  command -v apt-get >/dev/null || fail "these packages are needed and this system has no apt-get to install them: ${missing[*]}"
  local as_root=()
  [ "$(id -u)" -eq 0 ] || { command -v sudo >/dev/null || fail "run as root, or install: ${missing[*]}"; as_root=(sudo); }
  printf 'Installing %s\n' "${missing[*]}" >&2
  log=$(mktemp)
  { "${as_root[@]}" apt-get update && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 \
    || { tail -n 20 "$log" >&2; fail "apt-get could not install: ${missing[*]}"; }
  rm -f "$log"
}

# need_node_modules FOLDER: installs the npm packages that FOLDER/package.json names, when they are not there yet.
need_node_modules() {
  local folder=$1 log
  command -v npm >/dev/null || fail "Node.js with npm is missing; it is needed for $folder. Get it from https://nodejs.org."
  [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ] && return
  printf 'Installing npm packages of %s\n' "$folder" >&2
  log=$(mktemp)
  npm ci --prefix "$folder" --no-audit --no-fund --ignore-scripts >"$log" 2>&1 || { tail -n 20 "$log" >&2; fail "npm could not install the packages of $folder."; }
  touch "$folder/node_modules/.package-lock.json"
  rm -f "$log"
}

# need_rig: the guest of eng/rig with both its kernels. The first time it fetches about 300 MB and builds a kernel.
need_rig() {
  need_debian debian-archive-keyring libhidapi-hidraw0 xz-utils bc bison flex gcc libelf-dev make
  "$(dirname "${BASH_SOURCE[0]}")/rig/rig" ensure || fail "the rig could not be set up (eng/rig/rig ensure)."
}
