import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogHeader,
  Flex,
  Select,
} from '@backstage/ui';
import { RiNotification3Line } from '@remixicon/react';
import { useState } from 'react';
import { datasetMigrationsTranslationRef } from '../../translation';
import { PreferenceForm } from './PreferenceForm';

/** What the reader and their groups are told, and how often; each group is set for all of its members. */
export function NoticePreferences(props: { ownerRefs: readonly string[] }) {
  const { ownerRefs } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const [isOpen, setIsOpen] = useState(false);
  // groups first: what a team is told is more often to be changed than what a person is
  const choices = [...ownerRefs].sort();
  const [chosen, setChosen] = useState(choices[0]);
  if (chosen === undefined) {
    return null;
  }
  return (
    <>
      <Button
        variant="secondary"
        iconStart={<RiNotification3Line aria-hidden />}
        onPress={() => setIsOpen(true)}
      >
        {t('notices.open')}
      </Button>
      {isOpen && (
        <Dialog isOpen width="min(560px, 94vw)" onOpenChange={setIsOpen}>
          <DialogHeader>{t('notices.title')}</DialogHeader>
          <DialogBody>
            <Flex direction="column" gap="4">
              <Select
                label={t('notices.whose')}
                options={choices.map(ref => ({ value: ref, label: ref }))}
                value={chosen}
                onChange={ref => setChosen(String(ref))}
              />
              <PreferenceForm
                key={chosen}
                ownerRef={chosen}
                onSaved={() => setIsOpen(false)}
              />
            </Flex>
          </DialogBody>
        </Dialog>
      )}
    </>
  );
}
