namespace PolyCloud.Engine.Closing;

/// <summary>How much closing may cost, in rising order.</summary>
internal enum ClosingUrgency : byte
{
    /// <summary>Nothing is closed by rule: the strategy works its own inventory.</summary>
    None,

    /// <summary>Rests at the target.</summary>
    Target,

    /// <summary>Rests at the best ask, or at the target where that is nearer.</summary>
    Join,

    /// <summary>Rests one tick above the best bid.</summary>
    Press,

    /// <summary>Takes.</summary>
    Take,
}
