namespace PolyCloud.Exchange.Tapes;

/// <summary>Where windows come from: a generator, or the importer of one recording format.</summary>
public interface IWindowSource
{
    /// <summary>
    /// Windows in the order of their opens, one at a time, so that memory does not grow with the recording. The same source gives
    /// the same tapes each time it is asked.
    /// </summary>
    /// <exception cref="FormatException">The data cannot be read: names file, line and field.</exception>
    IEnumerable<WindowTape> Windows();
}
