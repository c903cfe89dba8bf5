using System.Globalization;
using System.Text;

namespace PolyCloud.Storage.AzureTables;

/// <summary>
/// Keys for Table Storage, which forbids <c>/ \ # ?</c> and the control characters U+0000–U+001F and U+007F–U+009F in them and
/// is unreliable with <c>%</c>. Each forbidden character is written behind its allowed neighbour in the code table, and the
/// neighbour itself is marked, so that escaped keys sort exactly as the keys do and every key comes back:
/// <code>
/// "  →  "1    #  →  "2        .  →  .1    /  →  .2        [  →  [1    \  →  [2
/// $  →  $1    %  →  $2        >  →  >1    ?  →  >2
/// control U+00nn below a space  →  space nn     space  →  space ~
/// ~  →  ~00                       control U+00nn from U+007F on  →  ~nn      (nn in upper-case hexadecimal)
/// </code>
/// </summary>
internal static class KeyEscaping
{
    public static string Escape(string key)
    {
        var escaped = new StringBuilder(key.Length + 8);
        foreach (var character in key)
        {
            switch (character)
            {
                case '"' or '.' or '[' or '$' or '>':
                    escaped.Append(character).Append('1');
                    break;
                case '#' or '/' or '\\' or '%' or '?':
                    escaped.Append((char)(character - 1)).Append('2');
                    break;
                case < ' ':
                    escaped.Append(' ').Append(((int)character).ToString("X2", CultureInfo.InvariantCulture));
                    break;
                case ' ':
                    escaped.Append(" ~");
                    break;
                case '~':
                    escaped.Append("~00");
                    break;
                case >= '\u007F' and <= '\u009F':
                    escaped.Append('~').Append(((int)character).ToString("X2", CultureInfo.InvariantCulture));
                    break;
                default:
                    escaped.Append(character);
                    break;
            }
        }

        return escaped.ToString();
    }

    /// <exception cref="FormatException">The text is no escaped key.</exception>
    public static string Unescape(string escaped)
    {
        var key = new StringBuilder(escaped.Length);
        var position = 0;
        while (position < escaped.Length)
        {
            var character = escaped[position];
            var (plain, consumed) = character switch
            {
                '"' or '.' or '[' or '$' or '>' => (Neighbour(escaped, position), 2),
                ' ' when position + 1 < escaped.Length && escaped[position + 1] == '~' => (' ', 2),
                ' ' => (Control(escaped, position), 3),
                '~' => (Control(escaped, position) is var control && control == '\0' ? '~' : control, 3),
                _ => (character, 1),
            };
            key.Append(plain);
            position += consumed;
        }

        return key.ToString();
    }

    private static char Neighbour(string escaped, int position) => (position + 1 < escaped.Length ? escaped[position + 1] : '\0') switch
    {
        '1' => escaped[position],
        '2' => (char)(escaped[position] + 1),
        _ => throw NotEscaped(escaped, position),
    };

    private static char Control(string escaped, int position) =>
        position + 2 < escaped.Length
            && byte.TryParse(escaped.AsSpan(position + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : throw NotEscaped(escaped, position);

    private static FormatException NotEscaped(string escaped, int position) =>
        new($"'{escaped}' is no key this program wrote: at {position}.");
}
