namespace PolyCloud.Storage.Journal.Inputs;

/// <summary>Kinds of engine inputs as the journal numbers them. A number is never reused; a changed layout gets a new version.</summary>
public enum InputKind : byte
{
    AddMarket = 1,
    RemoveMarket = 2,
    Clock = 3,
    BookSnapshot = 4,
    BookDeltas = 5,
    Trade = 6,
    TickSizeChange = 7,
    BookLost = 8,
    Oracle = 9,
    OrderReport = 10,
    Fill = 11,
    RecoveredPosition = 12,
    Resolution = 13,
    Feed = 14,
    VenueMode = 15,
    DesiredPhase = 16,
    Halt = 17,
    HaltMarket = 18,
    Resume = 19,
    Collateral = 20,
    FastPrice = 21,
    PriceToBeat = 22,
    BotCommand = 23,
}
