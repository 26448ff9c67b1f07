# Sourced by the scripts beside it: what is being done, and how long it took.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
venv=.venv
# LC_ALL keeps Vietnamese output readable on machines with no locale set.
export LC_ALL=${LC_ALL:-C.UTF-8} PYTHONUTF8=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore

say() { printf '%s\n' "$*"; }

# step "what" command…: runs it quietly, says how long it took, shows its output only when it fails.
step() {
    local what=$1 log status begin=$SECONDS
    shift
    log=$(mktemp)
    printf '  %-58s' "$what"
    "$@" >"$log" 2>&1
    status=$?
    if [ $status -eq 0 ]; then
        printf '%4d s\n' $((SECONDS - begin))
    else
        printf 'failed\n\n'
        tail -n 60 "$log" >&2
    fi
    rm -f "$log"
    return $status
}

# loud "what" command…: runs it with its own output, and says how long it took.
loud() {
    local what=$1 status begin=$SECONDS
    shift
    printf '\n== %s\n' "$what"
    "$@"
    status=$?
    printf '== %s: %s, %d s\n' "$what" "$([ $status -eq 0 ] && echo passed || echo FAILED)" $((SECONDS - begin))
    return $status
}

# need_packages package…: installs Debian packages that are missing, or says which line does.
need_packages() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        step "system packages: ${missing[*]:0:3}${missing[3]:+ …}" install_packages "${missing[@]}"
    else
        say "These system packages are missing. Install them once, then run the command again:"
        say "  sudo apt-get install ${missing[*]}"
        return 1
    fi
}

install_packages() {
    apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
}
