using PolyCloud.Cli;

return await CommandLine.RunAsync(args);
