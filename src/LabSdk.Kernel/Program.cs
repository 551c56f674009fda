using LabSdk.Kernel.Commands;

return await LabSdkCommand.Create().Parse(args).InvokeAsync().ConfigureAwait(false);
