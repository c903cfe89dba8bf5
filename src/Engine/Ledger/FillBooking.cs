namespace PolyCloud.Engine.Ledger;

/// <summary>What became of one report of an execution.</summary>
internal enum FillBooking : byte
{
    /// <summary>The first report of this execution, and it counts.</summary>
    Booked,

    /// <summary>The first report of this execution, and it says that it failed.</summary>
    BookedFailed,

    /// <summary>Known before; its settlement moved on without changing what is held.</summary>
    Advanced,

    /// <summary>Known before; it failed now and its own effect is reversed.</summary>
    Reversed,

    /// <summary>Known before as failed and now confirmed: the chain has the last word, it counts again.</summary>
    Restored,

    /// <summary>Nothing new.</summary>
    Duplicate,

    /// <summary>No room to remember it: not booked.</summary>
    TableFull,
}
