namespace PolyCloud.Cli.Completion;

/// <summary>Scripts that ask this program what could follow. They call it as it was typed, so a path to it works too; a program that fails completes files.</summary>
internal static class ShellScripts
{
    public const string Bash =
        """
        # Completion of polycloud for bash. Put it into ~/.bashrc: source <(polycloud completion bash)
        _polycloud_complete() {
            local line="${COMP_LINE:0:COMP_POINT}" word="${COMP_WORDS[COMP_CWORD]}" rest found
            rest="polycloud${line#"${COMP_WORDS[0]}"}"
            found=$("${COMP_WORDS[0]}" "[suggest:${#rest}]" "$rest" 2>/dev/null) || return 0
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$found" -- "$word"))
        }
        complete -o default -F _polycloud_complete polycloud ./polycloud

        """;

    public const string Zsh =
        """
        #compdef polycloud
        # Completion of polycloud for zsh. Put it into ~/.zshrc after compinit: source <(polycloud completion zsh)
        _polycloud() {
            local line rest
            local -a found
            line="${LBUFFER}"
            rest="polycloud${line#"${words[1]}"}"
            found=("${(@f)$("${words[1]}" "[suggest:${#rest}]" "$rest" 2>/dev/null)}")
            [ -n "${found[1]}" ] && compadd -- "${found[@]}" || _files
        }
        compdef _polycloud polycloud

        """;
}
