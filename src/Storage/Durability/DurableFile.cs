using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Durability;

/// <summary>Small files that are read whole and replaced whole.</summary>
internal static class DurableFile
{
    /// <summary>
    /// Replaces the file's content so that after a crash at any moment the old or the new content is there, never a mix:
    /// write beside it, sync, rename over it, sync the directory.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It could not be made durable; the old or the new content is there.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var beside = path + ".new";
        DurableDirectory.Create(directory);
        try
        {
            using (var handle = File.OpenHandle(beside, FileMode.Create, FileAccess.Write))
            {
                RandomAccess.Write(handle, content, fileOffset: 0);
                RandomAccess.FlushToDisk(handle);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The file {path} cannot be written: {failure.Message}", failure);
        }

        Rename(beside, path);
    }

    /// <summary>Gives a synced file another name, over what has that name. After a crash one of the names is there, or both.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be renamed, or the new name is not durable.</exception>
    public static void Rename(string from, string to)
    {
        try
        {
            File.Move(from, to, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The file {from} cannot be renamed to {to}: {failure.Message}", failure);
        }

        DurableDirectory.Sync(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }

    /// <summary>Deletes the file for good; nothing happens where there is none.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be deleted.</exception>
    public static void Delete(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The file {path} cannot be deleted: {failure.Message}", failure);
        }

        DurableDirectory.Sync(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>The content, or null where there is no file.</summary>
    /// <exception cref="StoreUnavailableException">It is there and cannot be read.</exception>
    public static byte[]? Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The file {path} cannot be read: {failure.Message}", failure);
        }
    }
}
