// Loaded into each server: the channel to the script that started it breaks when that script is gone, even by kill -9.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
