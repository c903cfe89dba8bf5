using System.Text;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Tests.Sessions;

/// <summary>What a session asked of its pump, in words.</summary>
internal static class TakenCommands
{
    /// <summary>The texts that were sent and the names of other commands, in order; the list is empty afterwards.</summary>
    public static List<string> TakeAll(this SocketCommands commands)
    {
        var taken = new List<string>();
        for (var index = 0; index < commands.Count; index++)
        {
            taken.Add(commands.Kind(index) == SocketCommandKind.Send ? Encoding.UTF8.GetString(commands.Message(index).Span) : commands.Kind(index).ToString());
        }

        commands.Clear();
        return taken;
    }
}
